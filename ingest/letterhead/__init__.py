"""What stands above and below the body: number, day, issuer, subject, recipients, signer; several letters in one file."""
