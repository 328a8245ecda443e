export const limits = {
  person: 'Das waren viele Fragen in kurzer Zeit. Du kannst {{again}} wieder fragen.',
  channel: 'In diesem Kanal wird gerade sehr viel gefragt. Bitte frag {{again}} noch einmal.',
  server: 'Auf diesem Server wird gerade sehr viel gefragt. Bitte frag {{again}} noch einmal.',
  cooldown: 'Dieser Server lässt zwischen zwei Fragen derselben Person etwas Zeit. Du kannst {{again}} wieder fragen.',
};
