"""x."""
import streamlit as st
def journal() -> None:
    st.title("journal")
