export const common = {
  failed:
    'Etwas ist schiefgegangen. Wenn es wieder geschieht, nenne der Person, die den Bot betreibt, die Kennung {{reference}}.',
  restarting: 'Der Bot startet gleich neu. Bitte frag in einer Minute noch einmal.',
  unknownCommand: 'Diesen Befehl gibt es hier nicht mehr.',
  unknownButton: 'Dieser Button funktioniert nicht mehr.',
  onlyAdmins:
    'Das dürfen nur Personen mit „Server verwalten“ oder mit einer Rolle, die in den Einstellungen dafür gewählt ist.',
  mayNotAsk: 'Auf diesem Server dürfen nur bestimmte Rollen fragen. Welche, weiß die Moderation.',
};
