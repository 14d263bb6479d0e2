"""Which weights make the scores of components and of the whole: the method's, strategic ones, or own."""
