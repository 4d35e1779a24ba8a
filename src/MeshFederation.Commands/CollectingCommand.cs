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
        var choice = Chosen;
        WarnOfUnread();
        var federation =
            Federation.Create(NameOrDefault(choice), Resolved(), Planning.Addresses.AddressPool.Parse(choice.AddressPool));
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

    /// <summary>Whether what it makes is published by others, or later, under the name that it has.</summary>
    private protected virtual bool IsKept => false;

    /// <summary>The name; where nothing says it the usual one, which is said once in a session.</summary>
    private protected string NameOrDefault(FederationChoice choice)
    {
        if (choice.Name is { } name) return name;
        var isShown = !MeshSession.Current.SayOnce(DefaultNameText);

        // A note on the screen does not stand for the warning, which scripts look at.
        if (IsKept && MeshSession.Current.SayOnce("Kept: " + DefaultNameText)) WriteWarning(DefaultNameText);
        if (IsKept || isShown) return Federation.DefaultName;
        if (IsShownInOutput) WriteInformation(DefaultNameText, ["MeshFederation"]);
        else WriteInformation(new HostInformationMessage { Message = DefaultNameText }, ["PSHOST"]);
        return Federation.DefaultName;
    }

    /// <summary>
    /// What pwsh shows goes where its output goes, so it would be a line of the file: <c>pwsh -c … &gt; bookinfo.yaml</c>.
    /// </summary>
    private bool IsShownInOutput => Console.IsOutputRedirected && Host.Name == "ConsoleHost";

    private const string DefaultNameText =
        $"The federation is called '{Federation.DefaultName}', since nothing names it: -Name.";
}
