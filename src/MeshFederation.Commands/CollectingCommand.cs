using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Federations;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Commands;

/// <summary>
/// The base of cmdlets that plan: they take the whole pipeline before they do anything, since what is last may matter to the first.
/// </summary>
public abstract class CollectingCommand : MeshCommand
{
    private readonly List<MeshService> _services = [];

    /// <summary>The name of the federation; the one that the services were declared in by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FederationCompleter))]
    public string? Name { get; set; }

    /// <summary>Where addresses for hosts in other clusters come from, in CIDR form.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AddressPoolCompleter))]
    public string AddressPool { get; set; } = Planning.Addresses.AddressPool.DefaultRange;

    /// <summary>The services that came down the pipeline.</summary>
    protected IReadOnlyList<MeshService> Services => _services;

    /// <summary>Which federation is meant.</summary>
    private protected FederationChoice Chosen =>
        FederationChoice.Of(Name, IsBound(nameof(AddressPool)) ? AddressPool : null, Services);

    /// <summary>Takes services.</summary>
    /// <param name="services">The services.</param>
    protected void Collect(IEnumerable<MeshService> services) => _services.AddRange(services);

    /// <summary>Says so when there is nothing to publish, which is seldom what was meant.</summary>
    /// <param name="manifests">The objects that were planned.</param>
    protected void WarnOfNothing(IReadOnlyCollection<MeshManifest> manifests)
    {
        if (manifests.Count == 0)
        {
            WriteWarning("There is nothing to publish: every service is called only where it runs, and none has a traffic split. "
                + "-ClientCluster of New-MeshServiceEntry says who calls a service.");
        }
    }

    /// <summary>Makes the federation of what came, without a cluster; one without a name is called <c>default</c>.</summary>
    /// <returns>The federation.</returns>
    protected Federation Federate()
    {
        var (name, pool) = Chosen;
        WarnOfUnread();
        if (name is null) TellOfDefault();
        var federation =
            Federation.Create(name ?? Federation.DefaultName, Resolved(), Planning.Addresses.AddressPool.Parse(pool));
        foreach (var text in federation.LeftOut.Concat(federation.Assumed).Concat(federation.Undone)) WriteWarning(text);
        MeshSession.Current.RememberFederation(federation.Name);
        return federation;
    }

    /// <summary>Says what of the declaration could not be read; in a report each is an error.</summary>
    private protected void WarnOfUnread()
    {
        foreach (var missing in PlanChecks.Unread(_services)) WarnOfMissing(missing);
    }

    /// <summary>The services with the addresses of gateways whose names are looked up as objects are made.</summary>
    private IReadOnlyList<MeshService> Resolved() =>
        _services.Exists(service => service.Instance.Any(instance => instance.Cluster.Gateway.ResolvesNames)
            || service.ClientCluster.Any(cluster => cluster.Gateway.ResolvesNames))
                ? GatewayLookup.Of(_services, this)
                : _services;

    /// <summary>Says that no name was given, which matters little to what is only looked at.</summary>
    private protected virtual void TellOfDefault() => WriteVerbose(DefaultNameText);

    /// <summary>What is said where no name was given.</summary>
    private protected const string DefaultNameText =
        $"The federation is called '{Federation.DefaultName}', since nothing names it: -Name, or New-MeshFederation before its services.";
}
