@{
    # The version is said here alone, in ModuleVersion and Prerelease; Directory.Build.props reads it.
    # Lists have commas and no @( ): the engine would compile and run those as script, which costs 10 ms at each first import.
    RootModule           = 'MeshFederation.dll'
    # Comes before the root module, and loads what that needs from where it was compiled ahead of time.
    NestedModules        = 'MeshFederation.Loading.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '67ab0579-2f7a-41f5-9bb0-f2e4c67d5b55'
    Author               = 'The MeshFederation authors'
    CompanyName          = 'MeshFederation'
    Copyright            = '(c) The MeshFederation authors. Apache-2.0.'
    Description          = 'Federates Istio service meshes: one pipeline makes all that lets services in one Kubernetes cluster call, and split traffic with, services in another.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = 'Core'
    CmdletsToExport      =
        'Add-MeshClusterTrust',
        'Compare-MeshAccess',
        'Compare-MeshFederation',
        'ConvertTo-MeshDnsConfiguration',
        'ConvertTo-MeshManifest',
        'ConvertTo-MeshScript',
        'Export-MeshCertificate',
        'Export-MeshCertificateRequest',
        'Export-MeshFederation',
        'Export-MeshManifest',
        'Export-MeshPlan',
        'Export-MeshReport',
        'Export-MeshTopology',
        'Get-MeshCluster',
        'Get-MeshFederation',
        'Get-MeshIdentity',
        'Get-MeshService',
        'Import-MeshCertificate',
        'Import-MeshFederation',
        'Import-MeshPlan',
        'New-MeshAccessPolicy',
        'New-MeshCertificateAuthority',
        'New-MeshCluster',
        'New-MeshDestination',
        'New-MeshFederation',
        'New-MeshIntermediateCertificate',
        'New-MeshMatch',
        'New-MeshServiceEntry',
        'Publish-MeshFederation',
        'Publish-MeshIdentity',
        'Remove-MeshClusterTrust',
        'Resume-MeshCluster',
        'Set-MeshConnectionPool',
        'Set-MeshCorsPolicy',
        'Set-MeshFailover',
        'Set-MeshFault',
        'Set-MeshHeaderRule',
        'Set-MeshLoadBalancer',
        'Set-MeshMirror',
        'Set-MeshOutlierDetection',
        'Set-MeshRedirect',
        'Set-MeshRetryPolicy',
        'Set-MeshRewrite',
        'Set-MeshTimeout',
        'Set-MeshTrafficSplit',
        'Suspend-MeshCluster',
        'Test-MeshFederation',
        'Test-MeshIdentity',
        'Trace-MeshRequest',
        'Undo-MeshFederation',
        'Unpublish-MeshFederation'
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    FormatsToProcess     = 'MeshFederation.format.ps1xml'
    PrivateData          = @{
        PSData = @{
            Prerelease   = 'preview1'
            Tags         = 'PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'Istio', 'Kubernetes', 'ServiceMesh', 'MultiCluster'
            LicenseUri   = 'https://github.com/MeshFederation/MeshFederation/blob/main/LICENSE'
            IconUri      = 'https://raw.githubusercontent.com/MeshFederation/MeshFederation/main/module/icon.png'
            ProjectUri   = 'https://github.com/MeshFederation/MeshFederation'
            ReleaseNotes = 'https://github.com/MeshFederation/MeshFederation/blob/main/CHANGELOG.md'
        }
    }
}
