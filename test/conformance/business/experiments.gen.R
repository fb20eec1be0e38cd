# Expected results of A/B tests: writes experiments.json beside it.
#
#   cd test/conformance/business && Rscript experiments.gen.R

number <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), ifelse(is.nan(x), '"NaN"', ifelse(x > 0, '"Infinity"', '"-Infinity"')))
field <- function(name, value) sprintf('"%s":%s', name, value)
object <- function(...) sprintf("{%s}", paste(..., sep = ","))
list_of <- function(rows) sprintf("[%s]", paste(unlist(rows), collapse = ",\n"))
words <- c(two.sided = '"two-sided"', greater = '"larger"', less = '"smaller"')

proportions <- list()
for (case in list(c(200, 1000, 240, 1000), c(3, 40, 11, 45), c(0, 50, 6, 60), c(500, 900, 480, 900), c(12345, 1e6, 12700, 1e6)))
  for (alternative in names(words)) for (confidence in c(0.9, 0.99)) {
    # R compares the first with the second: treatment first.
    r <- suppressWarnings(prop.test(case[c(3, 1)], case[c(4, 2)], alternative = alternative, conf.level = confidence, correct = FALSE))
    proportions <- c(proportions, object(field("numbers", list_of(number(case))), field("alternative", words[[alternative]]),
      field("confidence", number(confidence)), field("squaredStatistic", number(unname(r$statistic))), field("pValue", number(r$p.value)),
      field("lower", number(r$conf.int[1])), field("upper", number(r$conf.int[2]))))
  }

set.seed(20261124)
means <- list()
for (case in list(list(rnorm(12, 5, 1), rnorm(20, 6, 3)), list(rexp(30), rexp(25, 0.5)), list(c(1, 2), c(4, 9)), list(rnorm(200, 1e6), rnorm(150, 1e6 + 0.2))))
  for (alternative in names(words)) {
    r <- t.test(case[[2]], case[[1]], alternative = alternative, conf.level = 0.95)
    means <- c(means, object(field("control", list_of(number(case[[1]]))), field("treatment", list_of(number(case[[2]]))),
      field("alternative", words[[alternative]]), field("statistic", number(unname(r$statistic))), field("degreesOfFreedom", number(unname(r$parameter))),
      field("pValue", number(r$p.value)), field("lower", number(r$conf.int[1])), field("upper", number(r$conf.int[2]))))
  }

sizes <- list()
for (p in list(c(0.1, 0.12), c(0.5, 0.75), c(0.02, 0.01))) for (power in c(0.8, 0.95)) for (significance in c(0.05, 0.01))
  for (sided in c("two.sided", "one.sided")) {
    n <- power.prop.test(p1 = p[1], p2 = p[2], power = power, sig.level = significance, alternative = sided, tol = 1e-13)$n
    sizes <- c(sizes, object(field("rates", list_of(number(p))), field("power", number(power)), field("significance", number(significance)),
      field("alternative", if (sided == "two.sided") '"two-sided"' else if (p[2] > p[1]) '"larger"' else '"smaller"'), field("rows", number(n)),
      field("powerAt300", number(power.prop.test(n = 300, p1 = p[1], p2 = p[2], sig.level = significance, alternative = sided)$power))))
  }
# The engine's sizes for means are those of a normal statistic; R's of Student's t, about one row more.
means_size <- list()
for (d in c(0.2, 0.5, 1)) means_size <- c(means_size, object(field("difference", number(d)), field("rows", number(power.t.test(delta = d, sd = 1, power = 0.8)$n))))

p <- c(0.001, 0.01, 0.04, 0.3, 1)
adjusted <- object(field("pValues", list_of(number(p))), field("adjusted", list_of(number(p.adjust(p, "bonferroni")))))

text <- object(field("generator", '"experiments.gen.R"'), field("versions", sprintf('{"R":"%s"}', getRversion())), field("proportions", list_of(proportions)),
  field("means", list_of(means)), field("sizes", list_of(sizes)), field("meansSizes", list_of(means_size)), field("bonferroni", adjusted))
writeLines(text, "experiments.json")
cat(nchar(text), "characters\n")
