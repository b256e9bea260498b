"""A shop imagined with plain dicts, to be compared with the real one after every step.

``world.World`` is what there is; ``buying``, ``paying`` and ``sending`` say what must happen to it, worked out anew and
without a line of the shop's own code; ``compared`` reads the real shop in the same shape. Each action has two halves:
``cannot_…`` names the refusal ("" when it goes through), and a function in the past tense makes it so.
"""
