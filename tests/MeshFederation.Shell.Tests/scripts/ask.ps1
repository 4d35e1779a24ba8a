$choices = [System.Management.Automation.Host.ChoiceDescription[]] @('&Red', '&Green')
"chosen=$($Host.UI.PromptForChoice('Colour', 'Which one?', $choices, 0))"
function Test-Mandatory { param([Parameter(Mandatory, HelpMessage = 'any word')] [string] $Word, [Parameter(Mandatory)] [string[]] $List) "word=$Word list=$($List -join '+')" }
Test-Mandatory
