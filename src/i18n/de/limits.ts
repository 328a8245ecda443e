export const limits = {
  person: 'Du hast in kurzer Zeit viele Fragen gestellt. Du kannst {{again}} wieder fragen.',
  channel: 'In diesem Kanal werden gerade viele Fragen gestellt. Bitte frag {{again}} noch einmal.',
  server: 'Auf diesem Server werden gerade viele Fragen gestellt. Bitte frag {{again}} noch einmal.',
  cooldown: 'Auf diesem Server gibt es zwischen zwei Fragen eine kurze Wartezeit. Du kannst {{again}} wieder fragen.',
};
