export const common = {
  failed:
    'Hier ist etwas schiefgegangen. Wenn es wieder geschieht, nenne der Person, die diesen Bot betreibt, die Kennung {{reference}}.',
  restarting: 'Der Bot startet gleich neu. Bitte frag in einer Minute noch einmal.',
  unknownCommand: 'Diesen Befehl gibt es hier nicht mehr.',
  unknownButton: 'Dieser Knopf funktioniert nicht mehr.',
  onlyAdmins: 'Das dürfen nur Personen mit „Server verwalten“ oder mit einer dafür benannten Rolle.',
  mayNotAsk: 'Auf diesem Server dürfen nur bestimmte Rollen fragen. Welche, weiß die Moderation.',
};
