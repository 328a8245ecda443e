export const errors = {
  questionTooLong: '질문이 {{length}}자입니다. 최대 {{most}}자까지 가능하니 줄여 주세요.',
  questionWordless: '단어로 질문해 주시면 기사에서 답을 찾아보겠습니다.',
  publisherUnknown: '“{{typed}}”의 기사가 없습니다. 기사가 있는 발행처: {{publishers}}.',
  publishersNone: '“{{typed}}”의 기사가 없습니다. 발행처가 적힌 기사가 하나도 없습니다.',
  dateUnclear:
    '“{{name}}:{{value}}”에는 연도, 월 또는 날짜가 필요합니다. 예: {{name}}:2024, {{name}}:2024-12, {{name}}:2024-12-05.',
  indexUnavailable:
    '지금은 답을 찾을 색인이 없습니다. 서버 관리자가 /재색인 명령으로 만들 수 있으며, 자세한 내용은 봇 로그에 있습니다.',
  alreadyIndexing: '이미 기사를 색인하는 중입니다. 끝날 때까지 기다려 주세요.',
  busy: '지금 대기 중인 질문이 많습니다. 약 {{seconds}}초 뒤에 다시 질문해 주세요.',
  leaving: '$t(common:restarting)',
};
