using System.Collections;
using System.Management.Automation;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands;

/// <summary>Reads live clusters: Istio's version and mesh configuration, domains, and the gateway for calls from other clusters.</summary>
[Cmdlet(VerbsCommon.Get, "MeshCluster", DefaultParameterSetName = ByContext, HelpUri = HelpLink.Base + "Get-MeshCluster.md")]
[OutputType(typeof(MeshCluster))]
public sealed class GetMeshClusterCommand : MeshCommand, IDisposable
{
    private const string ByContext = "Context";
    private const string OfAll = "AllContexts";

    private readonly ClusterWork _work = new();
    private readonly List<string> _contexts = [];

    /// <summary>Contexts of the kubeconfig; the current one by default.</summary>
    [Parameter(Position = 0, ParameterSetName = ByContext, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ContextName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string[]? Context { get; set; }

    /// <summary>Read all contexts of the kubeconfig.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfAll)]
    public SwitchParameter AllContexts { get; set; }

    /// <summary>The kubeconfig file; those of $env:KUBECONFIG, else ~/.kube/config, by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Kubeconfig { get; set; }

    /// <summary>What the cluster is called, or a hashtable of names by context; the contexts' names by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? Name { get; set; }

    /// <summary>The namespace of istiod; the only one that has it by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? IstioNamespace { get; set; }

    /// <summary>The revision of Istio; the default one by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IstioRevisionCompleter))]
    public string? Revision { get; set; }

    /// <summary>The version of istiod, instead of what the cluster tells.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(IstioVersionCompleter))]
    public string? IstioVersion { get; set; }

    /// <summary>The trust domain, instead of what the mesh configuration says.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? TrustDomain { get; set; }

    /// <summary>The DNS domain of Services, instead of what the cluster tells.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? ClusterDomain { get; set; }

    /// <summary>The network of the pods, instead of what the namespace of istiod says.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Network { get; set; }

    /// <summary>The addresses of the gateway, instead of those of its Service.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] GatewayAddress { get; set; } = [];

    /// <summary>The port of those addresses, instead of that of the Service.</summary>
    [Parameter]
    [PortNumberArgument]
    public int? GatewayPort { get; set; }

    /// <summary>The port at which the gateway's pods listen, instead of where the Service leads.</summary>
    [Parameter]
    [PortNumberArgument]
    public int? GatewayTargetPort { get; set; }

    /// <summary>The namespace of the gateway.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? GatewayNamespace { get; set; }

    /// <summary>The labels of the gateway's pods.</summary>
    [Parameter]
    [LabelArgument]
    [ArgumentCompleter(typeof(GatewaySelectorCompleter))]
    public Hashtable? GatewaySelector { get; set; }

    /// <summary>How requests find services behind the gateway; Ambient where the cluster is found so, else Auto by default.</summary>
    [Parameter]
    public MeshRoutingMode? RoutingMode { get; set; }

    /// <summary>How many clusters are read at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 32;

    /// <summary>How long reading all clusters may take, and those that are away are waited for.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public void Dispose() => _work.Dispose();

    /// <inheritdoc />
    protected override void Process() => _contexts.AddRange(Context ?? []);

    /// <inheritdoc />
    protected override void End()
    {
        if (_contexts.Count == 0 && MyInvocation.ExpectingInput) return;
        LocationOfSession.Tell(SessionState);
        var kubeconfig = NamedKubeconfig.Of(this, Kubeconfig);
        var contexts = new ContextChoice(kubeconfig).Choose(AllContexts ? ["*"] : _contexts, WriteFailure, WriteWarning);
        if (contexts.Count > 1 && GatewayAddress.Length > 0) throw OneGatewayOnly(contexts);
        var targets = new ClusterNames(Name is PSObject wrapped ? wrapped.BaseObject : Name).Targets(contexts, WriteFailure);
        var discovery = new ClusterDiscovery(kubeconfig, Options());
        WriteVerbose($"Reading {string.Join(", ", targets.Select(target => target.Context))}.");
        foreach (var found in _work.Stream(stop => discovery.ReadAsync(targets, stop), this)) Write(found);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _work.Stop();

    private void Write(DiscoveredCluster found)
    {
        foreach (var warning in found.Warning) WriteWarning(warning);
        if (found.Failure is not null) WriteFailure(found.Failure);
        if (found.Cluster is null) return;
        MeshSession.Current.Remember(found.Cluster);
        WriteObject(found.Cluster);
    }

    private DiscoveryOptions Options() => new()
    {
        IstioNamespace = IstioNamespace,
        Revision = Revision,
        IstioVersion = IstioVersion is null ? null : Model.Clusters.IstioVersion.Parse(IstioVersion),
        TrustDomain = TrustDomain,
        ClusterDomain = ClusterDomain,
        Network = Network,
        GatewayAddress = GatewayAddress.ToValueList(),
        GatewayPort = GatewayPort?.Sound(),
        GatewayTargetPort = GatewayTargetPort?.Sound(),
        GatewayNamespace = GatewayNamespace,
        GatewaySelector = GatewaySelector.Sound() is { } selector ? ArgumentMap.LabelSet(selector) : null,
        RoutingMode = RoutingMode,
        ThrottleLimit = ThrottleLimit,
        Budget = TimeOf(Timeout),
    };

    private static MeshException OneGatewayOnly(IReadOnlyList<string> contexts) => new(
        MeshErrorId.ClusterDuplicate,
        MeshErrorKind.InvalidArgument,
        FormattableString.Invariant($"-GatewayAddress is the gateway of one cluster, and {contexts.Count} contexts are read."),
        "Read the cluster by itself: Get-MeshCluster CONTEXT -GatewayAddress ADDRESS.",
        contexts);
}
