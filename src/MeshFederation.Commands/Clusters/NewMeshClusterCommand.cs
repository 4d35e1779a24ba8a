using System.Collections;
using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands;

/// <summary>Describes a cluster by hand; no cluster and no kubeconfig is needed.</summary>
[Cmdlet(VerbsCommon.New, "MeshCluster", HelpUri = HelpLink.Base + "New-MeshCluster.md")]
[OutputType(typeof(MeshCluster))]
public sealed class NewMeshClusterCommand : MeshCommand
{
    private static readonly string[] Choices =
        [nameof(RoutingMode), nameof(OutboundTrafficPolicy), nameof(NoAutoMtls), nameof(ResolveGateway)];

    /// <summary>The name, a DNS label.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The cluster's name, as in cluster1.")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string Name { get; set; } = "";

    /// <summary>The kubeconfig context; the name by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Context { get; set; }

    /// <summary>The kubeconfig file; the usual ones by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Kubeconfig { get; set; }

    /// <summary>The namespace of services that name none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? DefaultNamespace { get; set; }

    /// <summary>The version of istiod.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IstioVersionCompleter))]
    public string? IstioVersion { get; set; }

    /// <summary>The trust domain; Istio's own default where none is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string TrustDomain { get; set; } = MeshCluster.UsualDomain;

    /// <summary>The DNS domain of Services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string ClusterDomain { get; set; } = MeshCluster.UsualDomain;

    /// <summary>The network of the pods.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string? Network { get; set; }

    /// <summary>The region of the nodes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>The zone of all nodes in that region.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Zone { get; set; }

    /// <summary>The namespace of istiod.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string IstioNamespace { get; set; } = MeshCluster.UsualNamespace;

    /// <summary>The addresses of the gateway for calls from other clusters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? GatewayAddress { get; set; } = [];

    /// <summary>Looks host names among them up when objects are made, instead of leaving it to the callers' proxies.</summary>
    [Parameter]
    [SwitchArgument(nameof(ResolveGateway))]
    public SwitchParameter ResolveGateway { get; set; }

    /// <summary>The port of those addresses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PortNumberArgument]
    public int GatewayPort { get; set; } = MeshGateway.UsualPort;

    /// <summary>The port at which the gateway's pods listen.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PortNumberArgument]
    public int GatewayTargetPort { get; set; } = MeshGateway.UsualPort;

    /// <summary>The namespace of the gateway; that of Istio by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? GatewayNamespace { get; set; }

    /// <summary>The labels of the gateway's pods.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [MayBeEmpty]
    [LabelArgument]
    [ArgumentCompleter(typeof(GatewaySelectorCompleter))]
    public Hashtable? GatewaySelector { get; set; }

    /// <summary>The Gateway for tunnels beside the one for sidecars; istio-eastwestgateway by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? TunnelGateway { get; set; }

    /// <summary>The address of the gateway for tunnels.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? TunnelGatewayAddress { get; set; }

    /// <summary>The port of that address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PortNumberArgument]
    public int TunnelGatewayPort { get; set; } = AmbientNames.TunnelPort;

    /// <summary>How requests find services behind the gateway.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ChoiceArgument(typeof(MeshRoutingMode), nameof(RoutingMode), IsColumn = true)]
    public MeshRoutingMode RoutingMode { get; set; }

    /// <summary>The selectors of the namespaces that istiod looks at; all by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NamespaceSelectorArgument]
    [ArgumentCompleter(typeof(DiscoverySelectorCompleter))]
    public NamespaceSelector[]? DiscoverySelector { get; set; }

    /// <summary>Who sees Services and ServiceEntries that do not say it; all by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ExportToCompleter))]
    public string[]? DefaultServiceExportTo { get; set; }

    /// <summary>Who sees VirtualServices that do not say it; all by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ExportToCompleter))]
    public string[]? DefaultVirtualServiceExportTo { get; set; }

    /// <summary>Who sees DestinationRules that do not say it; all by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ExportToCompleter))]
    public string[]? DefaultDestinationRuleExportTo { get; set; }

    /// <summary>What becomes of calls of hosts that istiod does not know.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ChoiceArgument(typeof(OutboundTrafficPolicy), nameof(OutboundTrafficPolicy), IsColumn = true)]
    public OutboundTrafficPolicy OutboundTrafficPolicy { get; set; }

    /// <summary>Whether sidecars speak the mesh's TLS only where a DestinationRule asks for it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchArgument(nameof(NoAutoMtls))]
    public SwitchParameter NoAutoMtls { get; set; }

    /// <inheritdoc />
    private protected override bool NeedsInput => false;

    /// <inheritdoc />
    protected override void Process()
    {
        foreach (var choice in Choices.Where(IsBound)) FaultedChoice.Require(choice);
        var usual = RoutingMode == MeshRoutingMode.Ambient ? AmbientClusters.Usual(new()) : new();
        var gateway = usual with
        {
            Address = Addresses(GatewayAddress),
            ResolvesNames = ResolveGateway,
            Port = IsBound(nameof(GatewayPort)) ? GatewayPort.Sound() : usual.Port,
            TargetPort = IsBound(nameof(GatewayTargetPort)) ? GatewayTargetPort.Sound() : usual.TargetPort,
            Namespace = GatewayNamespace ?? IstioNamespace,
        };
        if (GatewaySelector.Sound() is { } selector) gateway = gateway with { Selector = ArgumentMap.LabelSet(selector) };
        var cluster = ClusterDeclaration.Check(new MeshCluster(Name, Context ?? Name)
        {
            Kubeconfig = NamedKubeconfig.Of(this, Kubeconfig),
            DefaultNamespace = string.IsNullOrEmpty(DefaultNamespace) ? null : NameErrors.RequireLabel(DefaultNamespace, "namespace"),
            IstioVersion = IstioVersion is null ? Model.Clusters.IstioVersion.Current : Model.Clusters.IstioVersion.Parse(IstioVersion),
            TrustDomain = TrustDomain,
            ClusterDomain = ClusterDomain,
            Network = Network,
            Region = Region,
            Zone = Zone,
            IstioNamespace = IstioNamespace,
            Gateway = gateway,
            TunnelGateway = Tunnels(),
            RoutingMode = RoutingMode,
            MeshConfig = Settings(),
        });
        MeshSession.Current.Remember(cluster);
        WriteObject(cluster);
    }

    private MeshGateway? Tunnels()
    {
        if (TunnelGateway is null && TunnelGatewayAddress is null && !IsBound(nameof(TunnelGatewayPort))) return null;
        var gateway = AmbientClusters.Usual(new()) with
        {
            Address = Addresses(TunnelGatewayAddress),
            Port = TunnelGatewayPort.Sound(),
            Namespace = IstioNamespace,
        };
        return TunnelGateway is null ? gateway : AmbientClusters.Named(gateway, TunnelGateway);
    }

    private static ValueList<string> Addresses(string[]? given) =>
        (given ?? []).SelectMany(addresses => addresses.Split(',', StringSplitOptions.TrimEntries)).ToValueList();

    private MeshConfig Settings() => new()
    {
        DiscoverySelector = DiscoverySelector.Sound().ToValueList(),
        DefaultServiceExportTo = Scopes(DefaultServiceExportTo),
        DefaultVirtualServiceExportTo = Scopes(DefaultVirtualServiceExportTo),
        DefaultDestinationRuleExportTo = Scopes(DefaultDestinationRuleExportTo),
        OutboundTrafficPolicy = OutboundTrafficPolicy,
        EnableAutoMtls = NoAutoMtls ? false : null,
    };

    private static ValueList<string> Scopes(string[]? scopes) =>
        (scopes ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal).ToValueList();
}
