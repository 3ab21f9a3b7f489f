"""The guided tour: a strip above the articles that follows what one really does."""
