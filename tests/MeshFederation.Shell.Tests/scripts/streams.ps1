function Send-Everything {
    [CmdletBinding()]
    param()
    'an object'
    $PSCmdlet.WriteWarning('a warning')
    $PSCmdlet.WriteVerbose('verbose text')
    $PSCmdlet.WriteDebug('debug text')
    $PSCmdlet.WriteInformation('information', @())
    $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'an activity', 'its status'))
    $Host.UI.WriteLine('host text')
}
$DebugPreference = 'Continue'
Send-Everything -Verbose -InformationAction Continue
