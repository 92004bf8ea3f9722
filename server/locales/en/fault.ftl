# What stands in the way of a change, in any module.
fault-required = This field is needed.
fault-requires = To be filled, as one of these answers depends on it: { $columns }.
fault-unknown-value = This value is not known.
fault-changed-meanwhile = Somebody changed this meanwhile. Reload it to see that change, then make yours again.
fault-name-taken = An activity of this purpose is already called “{ $name }”.
error-title-unauthorised = Sign-in needed
error-sentence-unauthorised = The token is missing, not valid, or was withdrawn.
fault-unwanted = To be left empty: the data are collected directly.
