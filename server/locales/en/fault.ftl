# What stands in the way of a change, in any module.
fault-required = This field is needed.
fault-requires = This field is missing, or does not go with what is filled in elsewhere.
fault-unknown-value = This value is not known.
fault-changed-meanwhile = Somebody changed this meanwhile. Reload it to see that change, then make yours again.
fault-name-taken = An activity of this purpose is already called “{ $name }”.
error-title-unauthorised = Sign-in needed
error-sentence-unauthorised = The token is missing, not valid, or was withdrawn.
