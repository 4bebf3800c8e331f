"""Design system: tokens, components, the frame around every page. No models, no rules."""
