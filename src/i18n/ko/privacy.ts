export const privacy = {
  title: '보관하는 것',
  'questions.off': '이 서버에서는 질문을 보관하지 않습니다.',
  'questions.on_other':
    '이 서버의 공개 채널에서 한 질문에 기사가 답하지 못하면, 무엇이 부족한지 관리자가 볼 수 있도록 질문 내용과 날짜를 최대 {{count}}일간 보관합니다. 누가 물었는지는 보관하지 않습니다.',
  'questions.never':
    '다이렉트 메시지, 비공개 채널, 나만 보는 답, 제가 들어가 있지 않은 곳에서 한 질문은 보관하지 않습니다.',
  'questions.elsewhere':
    '일부 서버는 답하지 못한 질문을 질문한 사람 없이 보관합니다. 무엇을 얼마나 보관하는지는 그 서버의 /privacy에 나옵니다.',
  votes_other: '👍와 👎는, 이유를 적었다면 그 이유와 함께, 이름 없이 {{count}}일간 보관합니다. 이유는 관리자가 봅니다.',
  answers_other:
    '답 아래의 버튼이 작동하도록 인용문이 기사 어디에 있는지를 {{count}}일간 보관합니다. 질문과 질문한 사람은 보관하지 않습니다.',
  messages_other:
    '같은 메시지에 두 번 답하지 않고, 고친 질문의 답을 고칠 수 있도록 답한 메시지의 ID를 {{count}}일간 보관합니다.',
  admins: '관리자가 봇으로 한 일은 관리자의 ID와 함께 기록됩니다.',
  machine:
    '답은 봇이 실행되는 컴퓨터에서 찾습니다. 질문은 다른 서비스로 보내지지 않으며, Discord는 자체 규칙에 따라 전달합니다.',
  marker: '질문과 평가에는 이름 대신 표식이 붙습니다. 버튼을 누를 때만 그 표식을 당신과 비교할 수 있습니다.',
  deleteHere: '여기서 내 것 삭제',
  deleteEverywhere: '모든 곳에서 내 것 삭제',
  deleted: '삭제함: {{questions}}, {{votes}}.',
  questions_other: '내 질문 {{count}}개',
  deletedVotes_other: '평가 {{count}}개',
  onlyHere: '이 서버의 것만 삭제했습니다. 저와의 다이렉트 메시지에서 /privacy를 쓰면 모든 서버의 것을 삭제합니다.',
};
