using System.Collections;
using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Declares a service to federate: where it runs, and who calls it.</summary>
[Cmdlet(VerbsCommon.New, "MeshServiceEntry", DefaultParameterSetName = ByInputObject, HelpUri = HelpLink.Base + "New-MeshServiceEntry.md")]
[OutputType(typeof(MeshService))]
public sealed partial class NewMeshServiceEntryCommand : DeclaringCommand
{
    private const string ByName = "ByName";

    // The default, because the engine tries it first: else a service that is piped in would be taken apart into its properties, like a row
    // of a table.
    private const string ByInputObject = "ByInputObject";
    private const string ByFederation = "Federation";

    private HashSet<string> _given = [];

    /// <summary>The name of the Kubernetes Service.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByName,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The name of the Kubernetes Service, as in reviews.")]
    [Parameter(
        Mandatory = true, Position = 0, ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true,
        HelpMessage = "The name of the Kubernetes Service, as in reviews.")]
    [Alias("Name")]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string Service { get; set; } = "";

    /// <summary>A service of Get-MeshService, to which the other parameters add.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByInputObject, ValueFromPipeline = true)]
    [ServiceArgument(IsSingle = true, Besides = [typeof(object)])]
    public MeshService? InputObject { get; set; }

    /// <summary>The federation that it belongs to; what it says holds where no parameter says it.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = ByFederation, ValueFromPipeline = true, HelpMessage = "A value of New-MeshFederation.")]
    [Parameter(ParameterSetName = ByInputObject)]
    public MeshFederationDeclaration? Federation { get; set; }

    /// <summary>Its namespace.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Alias("ns")]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? Namespace { get; set; }

    /// <summary>The clusters where it runs.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [MayBeEmpty]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The clusters that call it; those where it runs by default.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [AllowEmptyCollection]
    [MayBeEmpty]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? ClientCluster { get; set; }

    /// <summary>Its ports.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [AllowEmptyCollection]
    [MayBeEmpty]
    [PortArgument]
    [ArgumentCompleter(typeof(PortCompleter))]
    public MeshPort[]? Port { get; set; }

    /// <summary>Port numbers that differ in a cluster: a hashtable of hashtables.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [ClusterPortArgument]
    [ArgumentCompleter(typeof(ClusterKeyCompleter))]
    public Hashtable? ClusterPort { get; set; }

    /// <summary>The service accounts that its pods run as.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [ArgumentCompleter(typeof(ServiceAccountCompleter))]
    public string[]? ServiceAccount { get; set; }

    /// <summary>The labels by which the Service selects its pods.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [LabelArgument]
    public Hashtable? Selector { get; set; }

    /// <summary>The ports of the pods, by the name of the port, where they differ from those of the Service.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [TargetPortArgument]
    public Hashtable? TargetPort { get; set; }

    /// <summary>Addresses to use for serving clusters, by the cluster's name.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [AddressArgument]
    [ArgumentCompleter(typeof(ClusterKeyCompleter))]
    public Hashtable? Address { get; set; }

    /// <summary>The last part of its hosts in other clusters.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [ArgumentCompleter(typeof(HostSuffixCompleter))]
    public string? HostSuffix { get; set; }

    /// <summary>Further server names by which its TLS ports are dialled.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [AllowEmptyCollection]
    public string[]? SniHost { get; set; }

    /// <summary>The host by which callers in every client cluster call it, wherever it runs.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? MeshHostname { get; set; }

    /// <summary>Has the clusters where it runs know their pods by that host, too.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [SwitchArgument(nameof(ServeHostname))]
    public SwitchParameter ServeHostname { get; set; }

    /// <summary>How many requests a connection to another cluster carries; 0 for as many as come.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [RequestCountArgument]
    public int? MaxRequestsPerConnection { get; set; }

    /// <summary>How it is called, whatever its clusters say.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [ChoiceArgument(
        typeof(MeshRoutingMode), nameof(RoutingMode), IsColumn = true, MayBeUnsaid = true,
        Besides = [nameof(MeshRoutingMode.ClientSni), nameof(MeshRoutingMode.EnvoyFilter)])]
    public MeshRoutingMode? RoutingMode { get; set; }

    /// <summary>Never sends a request twice that may go to another cluster.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByFederation, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByInputObject)]
    [SwitchArgument(nameof(NoRetry))]
    public SwitchParameter NoRetry { get; set; }

    /// <inheritdoc />
    private protected override bool NeedsInput => false;

    /// <inheritdoc />
    protected override void Begin() => _given = [.. MyInvocation.BoundParameters.Keys];

    /// <inheritdoc />
    protected override void Process()
    {
        var service = InputObject is null ? Declared() : InFederation(InputObject.Sound());
        if (Port is not null) service = service with { Port = Port.Sound().ToValueList() };
        if (Own(nameof(HostSuffix), HostSuffix) is { } suffix) service = service with { HostSuffix = suffix };
        if (SniHost is not null)
            service = service with { SniHost = SniHost.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).ToValueList() };

        if (Own(nameof(MeshHostname), MeshHostname) is { } name) service = service with { MeshHostname = name.ToLowerInvariant() };
        if (IsBound(nameof(ServeHostname)))
        {
            FaultedChoice.Require(nameof(ServeHostname));
            service = service with { ServeHostname = ServeHostname };
        }

        if (MaxRequestsPerConnection is { } requests) service = service with { MaxRequestsPerConnection = requests.Sound() };
        service = WithMode(service);

        if (IsBound(nameof(NoRetry)))
        {
            FaultedChoice.Require(nameof(NoRetry));
            service = service with { NoRetry = NoRetry };
        }

        service = ServiceDeclaration.Check(
            service with { Instance = service.Instance.Select(instance => Refine(service, instance)).ToValueList() });
        RequireServingClusters(service, Address.Sound(), nameof(Address));
        RequireServingClusters(service, ClusterPort.Sound(), nameof(ClusterPort));
        MeshSession.Current.Remember(service);
        WriteObject(service);
    }

    private MeshServiceInstance Refine(MeshService service, MeshServiceInstance instance)
    {
        if (ServiceAccount is not null)
            instance = instance with { ServiceAccount = PerCluster.Accounts(service, instance, ServiceAccount) };
        if (PerCluster.Of(service, instance, Selector.Sound(), nameof(Selector)) is { } selector)
            instance = instance with { Selector = ArgumentMap.LabelSet(selector) };
        if (PerCluster.Of(service, instance, TargetPort.Sound(), nameof(TargetPort)) is { } targets)
            instance = TargetPorts.Add(service, instance, targets);
        var name = instance.Cluster.Name;
        if (Address?.Contains(name) is true) instance = instance with { Address = ArgumentMap.Text(Address[name]) };
        if (ClusterPort?.Contains(name) is true)
            instance = instance with { PortNumber = ClusterPorts.Read(service, name, ClusterPort[name]) };
        return instance;
    }

    private static void RequireServingClusters(MeshService service, Hashtable? byCluster, string parameter)
    {
        foreach (var name in byCluster?.Keys.Cast<object>().Select(ArgumentMap.Text) ?? [])
        {
            if (service.In(name) is not null) continue;
            throw new MeshException(
                MeshErrorId.ClusterNotFound, MeshErrorKind.ObjectNotFound,
                $"-{parameter} names the cluster '{name}', where the service '{service}' does not run.",
                $"Use the name of a cluster of -Cluster: {string.Join(", ", service.Instance)}.", name);
        }
    }
}
