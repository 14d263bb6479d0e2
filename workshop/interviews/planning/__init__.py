"""Who is interviewed, by whom, when and with which questions."""
