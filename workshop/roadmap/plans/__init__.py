"""The roadmap seen by component: money, people, suppliers, measures and technology by quarter."""
