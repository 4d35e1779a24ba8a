using System.Management.Automation;
using MeshFederation.Analysis;
using MeshFederation.Model.Findings;
using MeshFederation.Planning;

namespace MeshFederation.Commands;

/// <summary>Analyses a federation before it is published.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MeshFederation", HelpUri = HelpLink.Base + "Test-MeshFederation.md")]
[OutputType(typeof(MeshFinding), typeof(bool))]
public sealed class TestMeshFederationCommand : ServiceCommand
{
    /// <summary>Answer whether there is no error, instead of what was found.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc />
    protected override void End()
    {
        var federation = Federate();
        var findings = FederationAnalysis.Run(new(FederationPlanner.Plan(federation), federation.Services));
        if (Quiet) WriteObject(FederationAnalysis.IsSound(findings));
        else WriteObject(findings, enumerateCollection: true);
    }
}
