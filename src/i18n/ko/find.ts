export const find = {
  menu: '기사에서 찾기',
  found: '기사 속 문장',
  exact: '글자 그대로',
  differs: '글자 그대로는 아님: 다른 부분을 표시했습니다',
  given: '메시지',
  inArticle: '기사',
  related: '기사에는 이렇게 나와 있습니다',
  judge: '가장 가까운 인용문입니다. 메시지를 뒷받침하는지는 직접 판단해 주세요.',
  nothing: '기사에서 이와 가까운 내용을 찾지 못했습니다.',
  noText: '이 메시지에는 검색할 글이 없습니다.',
  goesOn: '인용문은 기사에서 계속됩니다',
};
