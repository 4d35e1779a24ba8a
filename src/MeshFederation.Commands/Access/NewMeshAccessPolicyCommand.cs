using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>
/// Lets callers of other clusters call a service, and keeps out all others of these clusters; gives a changed copy. Further calls let in
/// more.
/// </summary>
[Cmdlet(VerbsCommon.New, "MeshAccessPolicy", HelpUri = HelpLink.Base + "New-MeshAccessPolicy.md")]
[OutputType(typeof(MeshService))]
public sealed class NewMeshAccessPolicyCommand : MeshCommand
{
    /// <summary>The service accounts of the callers: shop/productpage, or a name in the service's namespace.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceAccountCompleter))]
    public string[]? FromServiceAccount { get; set; }

    /// <summary>The namespaces of the callers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[]? FromNamespace { get; set; }

    /// <summary>The clusters of the callers; all client clusters of the service by default.</summary>
    [Parameter]
    [ClusterNameArgument]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public string[]? FromCluster { get; set; }

    /// <summary>The ports that they may call, by name or number; all by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PortNumberCompleter))]
    public string[]? Port { get; set; }

    /// <summary>The HTTP methods that they may use; every one by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HttpMethodCompleter))]
    public string[]? Method { get; set; }

    /// <summary>The paths that they may ask for, with an asterisk at the end or the beginning; every one by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? RequestPath { get; set; }

    /// <summary>The service.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ServiceArgument(IsSingle = true)]
    public MeshService InputObject { get; set; } = null!;

    /// <inheritdoc />
    private protected override bool NeedsInput => false;

    /// <inheritdoc />
    protected override void Process()
    {
        var service = InputObject.Sound().WithAccess(new()
        {
            ServiceAccount = Values(FromServiceAccount),
            Namespace = Values(FromNamespace),
            Cluster = Values(FromCluster?.Sound()),
            Port = Values(Port),
            Method = Values(Method),
            RequestPath = Values(RequestPath),
        });
        MeshSession.Current.Remember(service);
        WriteObject(service);
    }

    private static ValueList<string> Values(string[]? texts) => (texts ?? []).ToValueList();
}
