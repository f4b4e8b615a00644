"""Sentences, their trees and the logical arguments of their words."""
