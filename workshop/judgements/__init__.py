"""What consultants say beside the answers: ratings on evidence, agreed targets, adjusted scores."""
