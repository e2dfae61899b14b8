"""The copy of one's data (arts. 15 and 20 GDPR): how it goes on, by which plan it is read, and how it is packed."""
