using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using MeshFederation.Commands.Federations;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands.Publishing;

/// <summary>
/// Asks about what weighs as much as a cmdlet of high impact: what is removed, and a federation that goes back. PowerShell's own question
/// takes Enter for yes; this one takes it for no.
/// </summary>
internal sealed class RemovalQuestion(PSCmdlet cmdlet, string caption)
{
    private const int Yes = 0;
    private const int YesToAll = 1;
    private const int No = 2;
    private const int NoToAll = 3;

    private bool? _all;

    /// <summary>Whether it is to be asked at all: not after -Confirm:$false, and not where $ConfirmPreference is None.</summary>
    public bool IsAsked => Impact is not ConfirmImpact.None;

    /// <summary>Whether every change is to be asked about by itself, as -Confirm says.</summary>
    public bool AsksEach => Impact is ConfirmImpact.Low or ConfirmImpact.Medium;

    /// <summary>As ShouldProcess has it, which takes -Debug for -Confirm, too.</summary>
    private ConfirmImpact Impact => cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var given)
        ? given is SwitchParameter { IsPresent: true } ? ConfirmImpact.Low : ConfirmImpact.None
        : cmdlet.MyInvocation.BoundParameters.TryGetValue("Debug", out var debug) && debug is SwitchParameter { IsPresent: true }
            ? ConfirmImpact.Low
        : LanguagePrimitives.TryConvertTo<ConfirmImpact>(
            ChangeApproval.Preference(cmdlet, "", "ConfirmPreference"), System.Globalization.CultureInfo.InvariantCulture, out var impact)
            ? impact
            : ConfirmImpact.High;

    /// <summary>Asks about all of it.</summary>
    public bool AskWhole(string question) => !IsAsked || Ask(question, "&Yes", "&No") == 0;

    /// <summary>Asks about one of several.</summary>
    public bool AskEach(string question)
    {
        if (!IsAsked) return true;
        if (_all is { } answered) return answered;
        var answer = Ask(question, "&Yes", "Yes to &All", "&No", "No to A&ll");
        if (answer is YesToAll or NoToAll) _all = answer == YesToAll;
        return answer is Yes or YesToAll;
    }

    private int Ask(string question, params string[] choices)
    {
        var shown = ShownText.Of(question);
        var offered = new Collection<ChoiceDescription>([.. choices.Select(choice => new ChoiceDescription(choice))]);
        return Prompt.ByHost(() => cmdlet.Host.UI.PromptForChoice(caption, shown, offered, Math.Min(No, choices.Length - 1)));
    }
}
