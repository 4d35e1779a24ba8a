# What the tests share: shells of their own, and the pages of the documentation.

$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$ofPipelines = 'TF_BUILD', 'GITHUB_ACTIONS', 'CI'

function Get-ShellCommand {
    # The shell that runs the tests; of the .NET tool it is a program for dotnet.
    $program = [Environment]::ProcessPath
    if ((Split-Path -LeafBase $program) -eq 'dotnet') { $program, (Join-Path $PSHOME 'pwsh.dll') } else { , $program }
}

<#
.SYNOPSIS
    Runs a command or a script in a fresh shell that finds the module by itself, as after an install.
.OUTPUTS
    What it wrote, and how it ended.
#>
function Invoke-Shell {
    param([string[]] $Argument, [hashtable] $Environment = @{}, [string] $Modules = (Join-Path $root 'artifacts'), [string] $Location = $PWD.Path)

    $command = @(Get-ShellCommand)
    $start = [Diagnostics.ProcessStartInfo]::new($command[0])
    @($command | Select-Object -Skip 1) + '-NoProfile' + '-NonInteractive' + $Argument | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.WorkingDirectory = $Location
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($name in $ofPipelines) { $null = $start.Environment.Remove($name) }
    $start.Environment['NO_COLOR'] = '1'
    $start.Environment['PSModulePath'] = $Modules
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    [pscustomobject]@{ Output = $output.ReplaceLineEndings("`n"); Error = $errors.Result.ReplaceLineEndings("`n"); ExitCode = $process.ExitCode }
}

<#
.SYNOPSIS
    Runs a script in a fresh shell on a terminal of 120 columns, which the program `script` of util-linux makes.
#>
function Invoke-Terminal {
    param([string[]] $Argument)

    $words = @(Get-ShellCommand) + '-NoProfile' + $Argument | ForEach-Object { "'$_'" }
    $unset = $ofPipelines | ForEach-Object { "-u $_" }
    $text = '' | script -qec "stty cols 120 rows 50 -echo; exec env $unset TERM=xterm NO_COLOR=1 $words" /dev/null
    if ($LASTEXITCODE -ne 0) { throw "'$words' failed with exit code ${LASTEXITCODE}: $text" }
    # The runtime switches the keypad when it meets a terminal, colours or not.
    ($text -join "`n").ReplaceLineEndings("`n").Replace("`e[?1h`e=", '')
}

<#
.SYNOPSIS
    The pages whose blocks run: README, those of the cmdlets, the topics, and the mistakes.
#>
function Get-Page {
    Get-Item (Join-Path $root 'README.md'), (Join-Path $root 'docs/install.md'), (Join-Path $root 'docs/rbac.md'), (Join-Path $root 'docs/runbooks/README.md'), (Join-Path $root 'docs/en-US/*.md'), (Join-Path $root 'tests/MeshFederation.Module.Tests/mistakes.md')
}

<#
.SYNOPSIS
    The blocks of PowerShell of a page, with what each must print.
#>
function Get-PageStep {
    param([string] $Path)

    $pattern = '(?sm)^<!-- (?<comment>setup|not run):(?<note>.*?)-->$|^```(?<language>[A-Za-z]*)\n(?<text>.*?)^```$(?:\n\n```(?!powershell$)[A-Za-z]*\n(?<output>.*?)^```$)?'
    $text = [IO.File]::ReadAllText($Path).ReplaceLineEndings("`n")
    $notes = @{}
    foreach ($match in [regex]::Matches($text, $pattern)) {
        $groups = $match.Groups
        if ($groups['comment'].Success) { $notes[$groups['comment'].Value] = $groups['note'].Value.Trim() }
        if ($groups['language'].Value -ne 'powershell') { continue }
        @{
            Page   = Split-Path -Leaf $Path
            Folder = Split-Path -Parent $Path
            Line   = $text.Substring(0, $groups['text'].Index).Split("`n").Count
            Script = $groups['text'].Value.TrimEnd("`n")
            Output = $groups['output'].Value.TrimEnd("`n")
            Setup  = "$($notes['setup'])"
            Run    = -not $notes.ContainsKey('not run')
        }
        $notes = @{}
    }
}

<#
.SYNOPSIS
    What a script calls that is not there.
#>
function Find-UnknownCommand {
    param([string] $Script, [string] $Folder)

    $errors = $null
    $ast = [Management.Automation.Language.Parser]::ParseInput($Script, [ref] $null, [ref] $errors)
    if ($errors) { $errors.Message }
    foreach ($call in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
        $name = $call.GetCommandName()
        if (-not $name -or ($Folder -and $name -like './*.ps1' -and (Test-Path (Join-Path $Folder $name)))) { continue }
        $command = Get-Command $name -ErrorAction Ignore
        if (-not $command) { "there is no $name"; continue }
        foreach ($parameter in $call.CommandElements.Where({ $_ -is [Management.Automation.Language.CommandParameterAst] })) {
            $known = @($command.Parameters.Keys) + @($command.Parameters.Values.Aliases)
            if ($parameter.ParameterName -notin $known) { "$name has no -$($parameter.ParameterName)" }
        }
    }
}
