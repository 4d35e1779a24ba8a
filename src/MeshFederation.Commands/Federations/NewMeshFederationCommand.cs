using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Commands;

/// <summary>Says once what all services of a federation have in common: its name, its clusters, and where addresses come from.</summary>
[Cmdlet(VerbsCommon.New, "MeshFederation", HelpUri = HelpLink.Base + "New-MeshFederation.md")]
[OutputType(typeof(MeshFederationDeclaration))]
public sealed class NewMeshFederationCommand : DeclaringCommand
{
    /// <summary>The name of the federation.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The name of the federation, as in bookinfo.")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(FederationCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The clusters where its services run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The clusters that call its services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? ClientCluster { get; set; }

    /// <summary>The namespace of its services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ns")]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? Namespace { get; set; }

    /// <summary>The last part of the services' hosts in other clusters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(HostSuffixCompleter))]
    public string? HostSuffix { get; set; }

    /// <summary>Where addresses for hosts in other clusters come from, in CIDR form.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AddressPoolCompleter))]
    public string? AddressPool { get; set; }

    /// <summary>Let callers of other clusters reach those services alone that an access policy lets them call.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter DenyByDefault { get; set; }

    /// <inheritdoc />
    private protected override bool NeedsInput => false;

    /// <inheritdoc />
    protected override void Process()
    {
        if (Namespace is not null) NameErrors.RequireLabel(Namespace, "namespace");
        if (HostSuffix is not null) NameErrors.RequireDomain(HostSuffix, "host suffix");
        if (AddressPool is not null) _ = Planning.Addresses.AddressPool.Parse(AddressPool);
        var declaration = new MeshFederationDeclaration(Federation.RequireName(Name))
        {
            AddressPool = AddressPool,
            Cluster = Read(Cluster).ToValueList(),
            ClientCluster = Read(ClientCluster).ToValueList(),
            Namespace = Namespace,
            HostSuffix = HostSuffix,
            DenyByDefault = DenyByDefault,
        };
        MeshSession.Current.RememberFederation(Name);
        WriteObject(declaration);
    }
}
