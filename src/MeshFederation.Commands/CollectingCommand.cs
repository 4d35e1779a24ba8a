using System.Management.Automation;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that plan: they take the whole pipeline before they do anything, since what is last may matter to the first.</summary>
public abstract class CollectingCommand : MeshCommand
{
    private readonly List<MeshService> _services = [];

    /// <summary>The name of the federation.</summary>
    [Parameter]
    public string Name { get; set; } = Federation.DefaultName;

    /// <summary>Where addresses for hosts in other clusters come from, in CIDR form.</summary>
    [Parameter]
    public string AddressPool { get; set; } = Planning.Addresses.AddressPool.DefaultRange;

    /// <summary>The services that came down the pipeline.</summary>
    protected IReadOnlyList<MeshService> Services => _services;

    /// <summary>Takes services.</summary>
    /// <param name="services">The services.</param>
    protected void Collect(IEnumerable<MeshService> services) => _services.AddRange(services);

    /// <summary>Makes the federation of what came.</summary>
    /// <returns>The federation.</returns>
    protected Federation Federate() => Federation.Create(Name, _services, Planning.Addresses.AddressPool.Parse(AddressPool));
}
