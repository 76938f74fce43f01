"""The Gradio page, area by area, and the door to it."""
