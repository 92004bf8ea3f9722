(module
  ;; A sector pack written against the WIT package without the guest kit: it warns of activities that concern minors.
  ;; At those that say they do not it stops on an error, as a pack does that was tried too little.
  (memory (export "memory") 16)
  (global $top (mut i32) (i32.const 65536))
  (data (i32.const 256) "minors")
  (data (i32.const 264) "VERSION")
  (data (i32.const 272) "RULE")
  (data (i32.const 280) "minors")
  (data (i32.const 288) "Des mineurs sont concernés : informez aussi leurs parents.")
  (data (i32.const 348) "Minors are concerned: inform their parents too.")
  (data (i32.const 396) "Hay menores afectados: informe también a sus padres.")
  (data (i32.const 452) "Les parents des mineurs sont informés")
  (data (i32.const 492) "Parents of minors are informed")
  (data (i32.const 524) "Se informa a los padres de los menores")
  (data (i32.const 564) "RGPD 8")
  ;; rule: name, article, title in three languages
  (data (i32.const 572) "\10\01\00\00\06\00\00\00\34\02\00\00\06\00\00\00\c4\01\00\00\26\00\00\00\ec\01\00\00\1e\00\00\00\0c\02\00\00\26\00\00\00")
  ;; description: id, version, rules
  (data (i32.const 612) "\00\01\00\00\06\00\00\00\08\01\00\00\05\00\00\00\3c\02\00\00\01\00\00\00")
  ;; finding: rule, severity "warning", field, message in three languages, article, no fix
  (data (i32.const 636) "\10\01\00\00\06\00\00\00\02\00\00\00\18\01\00\00\06\00\00\00\20\01\00\00\3b\00\00\00\5c\01\00\00\2f\00\00\00\8c\01\00\00\35\00\00\00\34\02\00\00\06\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")
  ;; a list of it; zeros from 724 on are every empty answer
  (data (i32.const 716) "\7c\02\00\00\01\00\00\00")
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (global.set $top (i32.and (i32.add (global.get $top) (i32.const 7)) (i32.const -8)))
    global.get $top
    (global.set $top (i32.add (global.get $top) (local.get 3))))
  (func (export "describe") (result i32) (i32.const 612))
  ;; 128 bytes into the activity stands whether minors are concerned; 1 is no, 2 is yes
  (func (export "review") (param $activity i32) (result i32)
    (if (i32.eq (i32.load8_u offset=128 (local.get $activity)) (i32.const 1)) (then unreachable))
    (if (result i32) (i32.eq (i32.load8_u offset=128 (local.get $activity)) (i32.const 2))
      (then (i32.const 716))
      (else (i32.const 724))))
  (func (export "suggest") (param i32) (result i32) (i32.const 724))
  (func (export "grade") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) (i32.const 724))
  (func (export "read-file") (param i32 i32 i32 i32) (result i32) (i32.const 724))
  (func (export "reports") (result i32) (i32.const 724))
  (func (export "write-report") (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) (i32.const 724)))
