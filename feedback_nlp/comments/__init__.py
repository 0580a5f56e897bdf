"""Read files of comments, whatever exported them."""
