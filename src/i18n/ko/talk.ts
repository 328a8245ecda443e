export const talk = {
  howToAsk:
    '질문과 함께 저를 멘션하거나 /질문 명령어를 쓰세요. 기사에서 인용한 글로 답합니다. 기사 목록은 /출처 목록에서 볼 수 있습니다.',
  /** Sent once in a thread of the bot where it cannot read messages that do not mention it. */
  mentionHere: '이 스레드에서 이어서 질문하려면 저를 멘션하거나 제 답변에 답장해 주세요.',
};
