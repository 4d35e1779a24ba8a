using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using MeshFederation.Shell.Hosting;

namespace MeshFederation.Shell.Prompting;

/// <summary>Lets a person choose, by the letter that a choice is marked with or by its whole name.</summary>
internal sealed class ChoicePrompt
{
    private readonly Terminal _terminal;
    private readonly LineReader _lines;

    public ChoicePrompt(Terminal terminal, LineReader lines) => (_terminal, _lines) = (terminal, lines);

    public int AskForOne(string? caption, string? message, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        var options = Introduce(caption, message, choices);
        while (true)
        {
            Offer(options, defaultChoice >= 0 ? [defaultChoice] : []);
            var answer = _lines.ReadLine("an answer").Trim();
            if (answer.Length == 0 && defaultChoice >= 0) return defaultChoice;
            if (answer == "?") Explain(options);
            else if (Find(options, answer) is { } index) return index;
        }
    }

    public Collection<int> AskForSeveral(string? caption, string? message, IReadOnlyList<ChoiceDescription> choices, IEnumerable<int>? defaultChoices)
    {
        var options = Introduce(caption, message, choices);
        var defaults = defaultChoices?.ToList() ?? [];
        var chosen = new Collection<int>();
        Offer(options, defaults);
        while (true)
        {
            _terminal.Ask(string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}Choice[{chosen.Count}]: "));
            var answer = _lines.ReadLine("an answer").Trim();
            if (answer.Length == 0) return chosen.Count > 0 ? chosen : [.. defaults];
            if (answer == "?") Explain(options);
            else if (Find(options, answer) is { } index) chosen.Add(index);
        }
    }

    private List<ChoiceOption> Introduce(string? caption, string? message, IReadOnlyList<ChoiceDescription> choices)
    {
        _lines.Demand($"an answer to '{(string.IsNullOrWhiteSpace(message) ? caption : message)?.ReplaceLineEndings(" ").Trim()}'");
        _terminal.Introduce(caption, message);
        return [.. choices.Select(ChoiceOption.Of)];
    }

    private void Offer(List<ChoiceOption> options, List<int> defaults)
    {
        var offered = string.Join("  ", options.Select(option => $"[{option.Key}] {option.Name}"));
        var standard = defaults.Count == 0 ? "" : $" (default is \"{string.Join(',', defaults.Select(index => options[index].Key))}\")";
        _terminal.Ask($"{offered}  [?] Help{standard}: ");
    }

    private void Explain(List<ChoiceOption> options)
    {
        foreach (var option in options) _terminal.Ask($"{option.Key} - {option.Help}{Environment.NewLine}");
    }

    private static int? Find(List<ChoiceOption> options, string answer)
    {
        var index = options.FindIndex(option => option.Is(answer));
        return index < 0 ? null : index;
    }
}
