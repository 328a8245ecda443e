export const doctor = {
  title: 'Diagnose',
  fine: 'Alles in Ordnung.',
  found: 'Kaputt: {{broken}} · zu beheben: {{warnings}}',
  page: 'Seite {{page}} von {{pages}}',
  previous: 'Zurück',
  next: 'Weiter',
  again: 'Neu prüfen',

  'settings.fine': 'Die Einstellungen sind in Ordnung.',
  'node.fine': 'Node.js {{running}}.',
  'folders.fine': 'In die Ordner kann geschrieben werden.',
  'disk.fine': '{{free}} der Platte sind frei.',
  'model.fine': 'Embedding-Modell {{name}}: jede Datei hat ihre Prüfsumme (Fingerabdruck {{fingerprint}}).',
  'reader.fine': 'Leser {{name}}: jede Datei hat ihre Prüfsumme (Fingerabdruck {{fingerprint}}).',
  'reader.off': 'Leser: ausgeschaltet (READER=off).',
  'thresholds.own_one':
    'Schwellen: {{fitted}} an {{count}} eigene Frage angepasst; beantwortet ab {{answered}}, gezeigt ab {{closest}}.',
  'thresholds.own_other':
    'Schwellen: {{fitted}} an {{count}} eigene Fragen angepasst; beantwortet ab {{answered}}, gezeigt ab {{closest}}.',
  'articles.fine_one': 'Artikelordner: {{count}} Artikel ist lesbar.',
  'articles.fine_other': 'Artikelordner: {{count}} Artikel sind lesbar.',
  'index.fine_one': 'Index: {{count}} Artikel, {{passages}} Passagen, erstellt {{built}} (Generation {{id}}).',
  'index.fine_other': 'Index: {{count}} Artikel, {{passages}} Passagen, erstellt {{built}} (Generation {{id}}).',
  'database.fine': 'Das Gedächtnis des Bots ist heil ({{size}}).',
  'database.none': 'Der Bot hat noch kein Gedächtnis; npm start legt es an.',
  'application.fine': 'Discord nimmt das Token an, das der Anwendung „{{name}}“.',
  'intent.fine': 'Intents: Nachrichteninhalte werden gelesen, für die beobachteten Kanäle.',
  'intent.unneeded': 'Intents: Nachrichteninhalte sind nicht nötig, da kein Kanal beobachtet wird.',
  'connection.fine': 'Mit Discord verbunden, {{ping}} ms entfernt.',
  'connection.new': 'Mit Discord verbunden.',
  'collections.fine': 'Sammlungen: {{names}}.',
  'answers.none': 'Seit dem Start wurde keine Frage beantwortet.',
  'answers.fine_one': 'Die letzte Antwort brauchte {{median}} ms (eine von hundert: {{slowest}} ms).',
  'answers.fine_other':
    'Die letzten {{count}} Antworten brauchten in der Mitte {{median}} ms, eine von hundert {{slowest}} ms.',
  'limits.none': 'Discords Ratenbegrenzung: seit dem Start nicht erreicht.',
  'limits.some_one':
    'Discords Ratenbegrenzung: seit dem Start {{count}} Mal erreicht, zuletzt {{last}}; der Bot hat gewartet und weitergemacht.',
  'limits.some_other':
    'Discords Ratenbegrenzung: seit dem Start {{count}} Mal erreicht, zuletzt {{last}}; der Bot hat gewartet und weitergemacht.',
  running: 'Läuft seit {{since}}.',

  'settings.broken': '{{reason}}',
  'settings.broken.fix': 'Behebe es in .env; .env.example erklärt jede Einstellung.',
  'node.old': 'Node.js {{running}} ist zu alt: nötig ist {{needed}}.',
  'node.old.fix': 'Installiere Node.js 20 oder neuer (https://nodejs.org) und führe dann npm ci noch einmal aus.',
  'folder.readonly': 'In {{setting}} kann nicht geschrieben werden: {{folder}}',
  'folder.readonly.fix':
    'Gib dem Benutzer, unter dem der Bot läuft, dort Schreibrechte, oder setze {{setting}} in .env auf einen anderen Ordner; starte den Bot dann neu.',
  'disk.low': 'Nur {{free}} der Platte sind frei; ein Indexlauf kann {{needed}} brauchen.',
  'disk.low.fix':
    'Schaffe Platz auf der Platte des Rechners, oder setze EMBEDDINGS_DIR und DATA_DIR in .env auf eine andere.',
  'model.missing': 'Das Embedding-Modell {{name}} wurde noch nicht geholt.',
  'model.missing.fix': 'Führe npm run model aus.',
  'model.damaged': 'Das Embedding-Modell {{name}} ist nicht benutzbar: {{defect}}',
  'model.damaged.fix': 'Führe npm run model aus, das Fehlendes und Beschädigtes holt; starte den Bot dann neu.',
  'model.unusable': '{{reason}}',
  'model.unusable.fix':
    'Lege in diesen Ordner, was fehlt, oder nenne in .env ein anderes Modell als EMBEDDING_MODEL; starte den Bot dann neu.',
  'reader.missing': 'Der Leser {{name}} ist noch nicht geladen worden.',
  'reader.missing.fix': 'Führe npm run model aus.',
  'reader.unusable': '{{reason}}',
  'reader.unusable.fix': 'Bring in Ordnung, was READER_MODEL nennt, oder nimm es aus .env; starte den Bot dann neu.',
  'reader.damaged': '{{reason}}',
  'reader.damaged.fix':
    'Führe git checkout -- {{name}} aus, oder setze READER=off in .env (READER=small beim großen Leser); starte den Bot dann neu.',
  'thresholds.stale_one':
    'Die {{fitted}} an {{count}} eigene Frage angepassten Schwellen gehören zu anderen Modellen oder Einstellungen und gelten nicht.',
  'thresholds.stale_other':
    'Die {{fitted}} an {{count}} eigene Fragen angepassten Schwellen gehören zu anderen Modellen oder Einstellungen und gelten nicht.',
  'thresholds.stale.fix':
    'Führe npm run calibrate noch einmal mit deinen Fragen aus, oder mit --reset, um darauf zu verzichten.',
  'thresholds.damaged': 'Die an eigene Fragen angepassten Schwellen sind nicht lesbar und gelten nicht: {{reason}}',
  'thresholds.damaged.fix':
    'Führe npm run calibrate noch einmal mit deinen Fragen aus, oder mit --reset, um darauf zu verzichten.',
  'articles.none': '{{reason}}',
  'articles.none.fix': 'Lege Artikel in den Ordner von ARTICLES_DIR und führe dann /reindex oder npm run index aus.',
  'articles.unread': 'Nicht gelesen: {{where}}. {{reason}}',
  'articles.unread.fix': 'Führe danach /reindex oder npm run index aus.',
  'articles.more_one': 'Nicht gelesen: {{count}} weiterer.',
  'articles.more_other': 'Nicht gelesen: {{count}} weitere.',
  'articles.more.fix': 'npm run index nennt sie alle.',
  'links.failing_one': '{{list}}: {{count}} Adresse konnte nicht abgerufen werden, {{address}}. {{reason}}',
  'links.failing_other':
    '{{list}}: {{count}} Adressen konnten nicht abgerufen werden, darunter {{address}}. {{reason}}',
  'links.failing.fix':
    'Öffne sie im Browser; berichtige oder entferne ihre Zeile und führe dann npm run fetch aus, das sie alle nennt.',
  'index.none': 'Die Artikel wurden noch nicht indiziert.',
  'index.none.fix': 'Führe /reindex oder npm run index aus.',
  'index.unusable': '{{reason}}',
  'index.unusable.fix': 'Führe /reindex oder npm run index aus.',
  'index.outdated':
    'Die Artikel sind nicht mehr, wie sie indiziert wurden: {{added}} neu, {{changed}} geändert, {{removed}} entfernt.',
  'index.outdated.fix': 'Führe /reindex oder npm run index aus.',
  'database.damaged': 'Das Gedächtnis des Bots ist nicht benutzbar: {{reason}}',
  'database.damaged.fix':
    'Halte den Bot an; lege eine Kopie von verbatim.db nach DATA_DIR zurück, oder verschiebe die Datei, um neu anzufangen. Eine von einer neueren Version braucht diese Version.',
  'check.failed': 'Das ließ sich nicht prüfen: {{what}} ({{reason}}).',
  'check.failed.fix': 'Führe npm run doctor auf dem Rechner des Bots aus, als der Benutzer, unter dem er läuft.',
  'token.none': 'DISCORD_TOKEN ist nicht gesetzt, es gibt also noch keinen Bot in Discord.',
  'token.none.fix':
    'Öffne https://discord.com/developers/applications, deine Anwendung (oder New Application), Bot, Reset Token, und trage das Token in .env als DISCORD_TOKEN ein.',
  'token.shape': 'DISCORD_TOKEN sieht nicht wie ein Bot-Token aus: das sind drei Teile mit Punkten dazwischen.',
  'token.shape.fix':
    'Kopiere es neu: Developer Portal, deine Anwendung, Bot, Reset Token. Client Secret und Public Key sind etwas anderes.',
  'token.refused': 'Discord lehnt das Token ab.',
  'token.refused.fix':
    'Mach ein neues: Developer Portal, deine Anwendung, Bot, Reset Token; trage es in .env als DISCORD_TOKEN ein.',
  'discord.unreachable': 'Discord hat nicht geantwortet: {{reason}}',
  'discord.unreachable.fix': 'Prüfe das Netz des Rechners, und DISCORD_API_URL, falls es gesetzt ist.',
  'intent.off': 'Es werden Kanäle beobachtet, aber der Message Content Intent ist nicht eingeschaltet.',
  'intent.off.fix':
    'Developer Portal, deine Anwendung, Bot, Privileged Gateway Intents: schalte Message Content Intent ein und speichere; starte den Bot dann neu.',
  'intent.unasked': 'Auf diesem Server werden Kanäle beobachtet, aber der Bot läuft ohne den Message Content Intent.',
  'intent.unasked.fix':
    'Developer Portal, deine Anwendung, Bot, Privileged Gateway Intents: sieh nach, ob Message Content Intent eingeschaltet ist, und starte den Bot dann neu.',
  'endpoint.set': 'Discord schickt die Befehle dieser Anwendung an eine Webadresse, also kommt keiner beim Bot an.',
  'endpoint.set.fix':
    'Developer Portal, deine Anwendung, General Information: leere das Feld Interactions Endpoint URL und speichere.',
  'codeGrant.set': 'Die Anwendung verlangt einen Code Grant, darum schlagen Einladungslinks fehl.',
  'codeGrant.set.fix': 'Developer Portal, deine Anwendung, Bot: schalte Requires OAuth2 Code Grant aus und speichere.',
  'connection.slow': 'Discord ist weit weg: {{ping}} ms.',
  'connection.slow.fix': 'Prüfe das Netz des Rechners, und ob andere Programme seinen Prozessor beanspruchen.',
  'answers.slow': 'Antworten dauern lange: in der Mitte {{median}} ms, eine von hundert {{slowest}} ms.',
  'answers.slow.fix':
    'Gib dem Rechner einen weiteren Kern, oder setze READER=small oder off in .env: Antworten kommen dann schneller und sind etwas ungenauer.',
  'collection.gone': 'Die Einstellungen nennen eine Sammlung, die es nicht gibt: {{name}}',
  'collection.gone.fix':
    'Öffne /settings und wähle die Sammlungen neu, oder bring ihren Ordner zurück und führe /reindex aus.',
  'watched.gone': 'Ein beobachteter Kanal ist weg: {{channel}}',
  'watched.gone.fix': 'Öffne /settings und nimm ihn aus den beobachteten Kanälen heraus.',
  'bot.silenced': 'Der Bot hat auf diesem Server einen Timeout bis {{until}}.',
  'bot.silenced.fix': 'Rechtsklick auf den Bot in der Mitgliederliste: Timeout entfernen.',

  channels: 'Kanäle',
  watched: 'beobachtet',
  'channel.all': 'darf alles, was er braucht',
  'channel.unseen': 'für den Bot nicht sichtbar',
  'channel.lacks': 'darf nicht: {{permissions}}',
  'channel.fix': 'Kanaleinstellungen von {{channel}}, Berechtigungen, {{bot}}: erlaube {{permissions}}.',
  'permission.ViewChannel': 'Kanal ansehen',
  'permission.ReadMessageHistory': 'Nachrichtenverlauf anzeigen',
  'permission.SendMessages': 'Nachrichten senden',
  'permission.CreatePublicThreads': 'Öffentliche Threads erstellen',
  'permission.SendMessagesInThreads': 'Nachrichten in Threads senden',
  times: 'Wie lange die letzten Antworten dauerten',
  failures: 'Letzte Fehler',
  'failures.none': 'Keine seit dem Start.',
  'failure.reference': 'Kennung {{reference}}',
};
