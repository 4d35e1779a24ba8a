using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Sets how callers of a service choose among its pods; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshLoadBalancer", HelpUri = HelpLink.Base + "Set-MeshLoadBalancer.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshLoadBalancerCommand : DestinationPolicyCommand
{
    /// <summary>How an endpoint is chosen: LeastRequest, RoundRobin or Random.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(LoadBalancerCompleter))]
    public string Algorithm { get; set; } = "";

    /// <summary>The header by whose value requests go to one pod.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string HashHeader { get; set; } = "";

    /// <summary>The cookie by whose value requests go to one pod; who has none is given one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string HashCookie { get; set; } = "";

    /// <summary>The query parameter by whose value requests go to one pod.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string HashQueryParameter { get; set; } = "";

    /// <summary>Whether connections go to one pod by the address of who calls.</summary>
    [Parameter]
    public SwitchParameter HashSourceIp { get; set; }

    /// <summary>The path of the cookie.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string CookiePath { get; set; } = "";

    /// <summary>How long the cookie lasts, as <c>1h</c>; without it, as long as the client's session.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string CookieTtl { get; set; } = "";

    /// <summary>How long a pod that is new is given fewer requests, as <c>2m</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string Warmup { get; set; } = "";

    /// <summary>With how many of its requests, in percent, a new pod begins.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string WarmupMinimumPercent { get; set; } = "";

    /// <summary>Whether it is for callers in the cluster of the pods alone.</summary>
    [Parameter]
    public SwitchParameter LocalOnly { get; set; }

    /// <inheritdoc />
    private protected override PolicyKind Kind => PolicyKinds.Of("loadBalancer");
}
