export const common = {
  failed: '문제가 생겼습니다. 다시 생기면 봇 운영자에게 참조 번호 {{reference}}를 알려 주세요.',
  restarting: '봇이 곧 다시 시작됩니다. 잠시 후 다시 질문해 주세요.',
  unknownCommand: '이 명령은 더 이상 없습니다.',
  unknownButton: '이 버튼은 더 이상 작동하지 않습니다.',
  onlyAdmins: '“서버 관리” 권한이나 설정에서 지정한 역할이 있는 사람만 할 수 있습니다.',
  mayNotAsk: '이 서버에서는 일부 역할만 질문할 수 있습니다. 어떤 역할인지는 관리자에게 물어보세요.',
};
