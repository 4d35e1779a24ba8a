param([string] $Name, [switch] $Loud, [int] $Count = 1, [Parameter(ValueFromRemainingArguments)] $Rest)
"name=$Name loud=$Loud count=$Count rest=$($Rest -join '+')"
