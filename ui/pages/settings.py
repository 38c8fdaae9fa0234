"""x."""
import streamlit as st
def settings() -> None:
    st.title("settings")
