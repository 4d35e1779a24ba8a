"args=$($args -join '+') count=$($args.Count)"
