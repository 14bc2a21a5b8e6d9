"""The parts of a project's page around its text: header, findings, foot, and where each stands."""
