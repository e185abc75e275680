"""The answer: products in their order, why each stands where it does, and what is missing to say more."""
