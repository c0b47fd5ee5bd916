"""What leaves a site and what comes in: identities, bundles, acknowledgements and their medium. No database."""
