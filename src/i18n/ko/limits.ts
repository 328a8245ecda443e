export const limits = {
  person: '짧은 시간에 질문을 많이 했습니다. {{again}}에 다시 질문할 수 있습니다.',
  channel: '지금 이 채널에 질문이 많습니다. {{again}}에 다시 질문해 주세요.',
  server: '지금 이 서버에 질문이 많습니다. {{again}}에 다시 질문해 주세요.',
  cooldown: '이 서버에서는 두 질문 사이에 잠시 기다려야 합니다. {{again}}에 다시 질문할 수 있습니다.',
};
