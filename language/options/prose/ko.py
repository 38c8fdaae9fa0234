"""What a Korean sentence of a journal weighs: questions, ways ahead, conditions.

Promise: labels are short noun or verb phrases; what is asked of another person, of another time or
of chance gives nothing. Limit: one sentence at a time.
"""

from __future__ import annotations

from language.options.prose.asked_ko import asked_in as asked_in
from language.options.prose.asked_ko import wanted_in as wanted_in
from language.options.prose.deeds_ko import deeds_in as deeds_in
from language.options.prose.deeds_ko import either_in as either_in
from language.options.prose.deeds_ko import is_bare_deed as is_bare_deed
from language.options.prose.deeds_ko import is_deed as is_deed
from language.options.prose.deeds_ko import is_plan as is_plan
from language.options.prose.deeds_ko import item_label as item_label
from language.options.prose.deeds_ko import row_label as row_label
from language.options.prose.offers_ko import offers_in as offers_in
from language.options.prose.ways_ko import conditions_in as conditions_in
from language.options.prose.ways_ko import leanings_in as leanings_in
from language.options.prose.ways_ko import ways_in as ways_in
from language.options.prose.ways_ko import wishes_in as wishes_in
from language.options.prose.whose_ko import is_of_other as is_of_other
