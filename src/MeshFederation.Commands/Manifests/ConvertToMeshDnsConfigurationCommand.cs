using System.Management.Automation;
using MeshFederation.Model.Dns;
using MeshFederation.Planning.Dns;

namespace MeshFederation.Commands;

/// <summary>Plans the DNS that client clusters need for the hosts of services in other clusters.</summary>
[Cmdlet(VerbsData.ConvertTo, "MeshDnsConfiguration", HelpUri = HelpLink.Base + "ConvertTo-MeshDnsConfiguration.md")]
[OutputType(typeof(MeshDnsConfiguration))]
public sealed class ConvertToMeshDnsConfigurationCommand : ServiceCommand
{
    /// <inheritdoc />
    protected override void End() => WriteObject(DnsPlanner.Plan(Federate()), enumerateCollection: true);
}
