export const errors = {
  questionTooLong: '질문이 {{length}}자입니다. {{most}}자까지 받을 수 있으니 더 짧게 물어봐 주세요.',
  questionWordless: '단어로 질문해 주시면 기사에서 찾아보겠습니다.',
  publisherUnknown: '“{{typed}}”에서 낸 기사가 없습니다. 기사가 있는 발행처: {{publishers}}.',
  publishersNone: '“{{typed}}”에서 낸 기사가 없습니다. 발행처가 적힌 기사가 하나도 없습니다.',
  dateUnclear:
    '“{{name}}:{{value}}”에는 연도, 월 또는 날짜가 필요합니다. 예: {{name}}:2024, {{name}}:2024-12, {{name}}:2024-12-05.',
  indexUnavailable:
    '지금은 답을 찾을 색인이 없습니다. 서버 관리자가 /재색인 명령으로 만들 수 있으며, 자세한 내용은 봇 로그에 있습니다.',
  alreadyIndexing: '이미 색인하는 중입니다. 진행 중인 색인이 끝나야 합니다.',
  busy: '지금 질문이 아주 많습니다. 약 {{seconds}}초 뒤에 다시 질문해 주세요.',
  leaving: '$t(common:restarting)',
};
