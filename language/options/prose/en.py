"""What an English sentence of a journal weighs: questions, "whether", "I could", "if I".

Promise: labels are short verb or noun phrases without their subject; what somebody else weighs, or
was weighed once, gives nothing. Limit: patterns, one sentence at a time.
"""

from __future__ import annotations

from language.options.prose.asked_en import asked_in as asked_in
from language.options.prose.asked_en import wanted_in as wanted_in
from language.options.prose.deeds_en import deeds_in as deeds_in
from language.options.prose.deeds_en import either_in as either_in
from language.options.prose.deeds_en import is_bare_deed as is_bare_deed
from language.options.prose.deeds_en import is_deed as is_deed
from language.options.prose.deeds_en import is_plan as is_plan
from language.options.prose.deeds_en import item_label as item_label
from language.options.prose.deeds_en import row_label as row_label
from language.options.prose.ways_en import conditions_in as conditions_in
from language.options.prose.ways_en import leanings_in as leanings_in
from language.options.prose.ways_en import offers_in as offers_in
from language.options.prose.ways_en import ways_in as ways_in
from language.options.prose.ways_en import wishes_in as wishes_in
from language.options.prose.whose_en import is_of_other as is_of_other
