"""Who, where and when: from the words of a mention to codes, coordinates and days."""
