export const find = {
  menu: 'In Artikeln suchen',
  found: 'In den Artikeln',
  exact: 'Wort für Wort',
  differs: 'Nicht Wort für Wort; Abweichungen sind markiert',
  given: 'In der Nachricht',
  inArticle: 'Im Artikel',
  related: 'In den Artikeln steht',
  judge: 'Das sind die passendsten Zitate. Ob sie die Nachricht stützen, musst du selbst beurteilen.',
  nothing: 'In den Artikeln wurde dazu nichts Passendes gefunden.',
  noText: 'Diese Nachricht enthält keinen Text, nach dem ich suchen könnte.',
  goesOn: 'das Zitat geht im Artikel weiter',
};
